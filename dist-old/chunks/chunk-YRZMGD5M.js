import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
async function i(){let{compilePartial:a}=await import("./compile-partial-OHT7KTGO.js");return{compile:a}}export{i as a};
//# sourceMappingURL=chunk-YRZMGD5M.js.map
