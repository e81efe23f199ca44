import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-ZL2NXX24.js";import"./chunk-SJUBVTLU.js";import"./chunk-JESZXT7B.js";import"./chunk-S3FTNPIQ.js";import"./chunk-Y22NUE27.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as schemaFinder};
//# sourceMappingURL=find-schemas-RZ6RI2C3.js.map
