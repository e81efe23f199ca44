import fc from 'fast-check';

// Every run of the suite draws the same cases, so that it fails for what was changed and for nothing else; `npm run fuzz` draws others.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

export { fc };
