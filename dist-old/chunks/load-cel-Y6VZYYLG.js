import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import"./chunk-DZ6BWMJE.js";async function n(){let{compileCel:e}=await import("./compile-cel-DK2WUMYT.js");return{compile:e}}export{n as loadCel};
//# sourceMappingURL=load-cel-Y6VZYYLG.js.map
