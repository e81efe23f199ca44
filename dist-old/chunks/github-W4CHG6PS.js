import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b}from"./chunk-3CUMFNW4.js";import"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{a as github,b as githubCommand};
//# sourceMappingURL=github-W4CHG6PS.js.map
