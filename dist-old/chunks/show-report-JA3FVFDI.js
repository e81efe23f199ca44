import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{E as a,F as b,G as c,H as d}from"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";export{d as formatOf,a as reportFormatOption,b as rulesToList,c as showReport};
//# sourceMappingURL=show-report-JA3FVFDI.js.map
