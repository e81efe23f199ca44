import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b}from"./chunk-3CODOSF6.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as junit,b as xmlAttribute};
//# sourceMappingURL=junit-A7RKMMFH.js.map
