import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-WOJXIFLM.js";import"./chunk-SJSUUSNL.js";import"./chunk-22VLMV2H.js";import"./chunk-B2BDQ7MY.js";import"./chunk-MRHCB6XB.js";import"./chunk-Y22NUE27.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as rules};
//# sourceMappingURL=all-rules.generated-BSHNOMFN.js.map
