import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{Qb as a}from"./chunk-Y22NUE27.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as validate};
//# sourceMappingURL=validate-YIOTVEGA.js.map
