import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b}from"./chunk-4HYJFMI5.js";import"./chunk-TL66CIQJ.js";import"./chunk-WN6UAFOD.js";import"./chunk-SJUBVTLU.js";import"./chunk-JESZXT7B.js";import"./chunk-S3FTNPIQ.js";import"./chunk-Y22NUE27.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{b as checkApiResource,a as checkCustomConstraint};
//# sourceMappingURL=check-custom-constraint-A2GFXYV5.js.map
