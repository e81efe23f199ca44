import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var o={check:()=>[],diagnostics:[],sources:new Map};async function n({workspace:e,facts:c}){if(!e.environments.some(({value:i})=>i.spec.policies))return o;let{openPolicyChecks:s}=await import("./open-policy-checks-IMFHCRLA.js");return await s(e,c)??o}export{n as a};
//# sourceMappingURL=chunk-JEUGIQPR.js.map
