import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-TKP4GUL3.js";import"./chunk-DZ6BWMJE.js";export{a as applyEdits};
//# sourceMappingURL=edits-VZ6JLIOZ.js.map
