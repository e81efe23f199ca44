import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-I4TXOD4M.js";import"./chunk-3I3CQKZG.js";import"./chunk-57KDIVA3.js";import"./chunk-PDX5SDSZ.js";import"./chunk-MQ3NKL6F.js";import"./chunk-CRB4LGFX.js";import"./chunk-45GDLO4B.js";import"./chunk-XWZPYBCQ.js";import"./chunk-DGD6LCHF.js";import"./chunk-6FOLJ7IZ.js";import"./chunk-CEQGTEU4.js";import"./chunk-B2BDQ7MY.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as deleteCommand};
//# sourceMappingURL=delete-WPOPSXZU.js.map
