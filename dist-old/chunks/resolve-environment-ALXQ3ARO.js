import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{m as a}from"./chunk-6LK6HHUQ.js";import"./chunk-KBXBQVU3.js";import"./chunk-WYXJJAGQ.js";import"./chunk-MRHCB6XB.js";import"./chunk-IJN5TKNS.js";import"./chunk-QOSTLCKE.js";import"./chunk-Y22NUE27.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as resolveEnvironment};
//# sourceMappingURL=resolve-environment-ALXQ3ARO.js.map
