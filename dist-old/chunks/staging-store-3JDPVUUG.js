import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b}from"./chunk-CRB4LGFX.js";import"./chunk-XWZPYBCQ.js";import"./chunk-DGD6LCHF.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{b as restStagingStore,a as stagingBucket};
//# sourceMappingURL=staging-store-3JDPVUUG.js.map
