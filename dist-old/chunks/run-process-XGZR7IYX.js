import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{J as a}from"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as runProcess};
//# sourceMappingURL=run-process-XGZR7IYX.js.map
