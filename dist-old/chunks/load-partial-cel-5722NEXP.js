import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-YRZMGD5M.js";import"./chunk-DZ6BWMJE.js";export{a as loadPartialCel};
//# sourceMappingURL=load-partial-cel-5722NEXP.js.map
