import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b}from"./chunk-FRR2PP4W.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as sarif,b as sarifOfFailure};
//# sourceMappingURL=sarif-HE3DHC4G.js.map
