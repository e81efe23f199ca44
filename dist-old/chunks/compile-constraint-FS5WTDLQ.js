import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-2JTUATIY.js";import"./chunk-WN6UAFOD.js";import"./chunk-JESZXT7B.js";import"./chunk-S3FTNPIQ.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as compileConstraint};
//# sourceMappingURL=compile-constraint-FS5WTDLQ.js.map
