import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{e as a}from"./chunk-DG3XWDYM.js";import"./chunk-Y22NUE27.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as plan};
//# sourceMappingURL=plan-4GSTEODE.js.map
