#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import"../chunks/chunk-DZ6BWMJE.js";var o="0.1.0";var r=process.argv.slice(2);r.length===1&&(r[0]==="--version"||r[0]==="-v")?process.stdout.write(`${o}
`):process.exitCode=await s();async function s(){try{let{runProcess:t}=await import("../chunks/run-process-XGZR7IYX.js");return await t(r,o)}catch(t){let{showFailure:e}=await import("../chunks/failure-PLNS2CCN.js");return e(t,r,o)}}
//# sourceMappingURL=main.js.map
