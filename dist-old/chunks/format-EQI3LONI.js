import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-2NQXJUDE.js";import"./chunk-Y22NUE27.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as formatEdits};
//# sourceMappingURL=format-EQI3LONI.js.map
