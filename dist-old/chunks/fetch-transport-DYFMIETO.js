import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import"./chunk-DZ6BWMJE.js";function a(r={}){let s=r.timeoutMs??6e4;return{async send(t,o){let n=AbortSignal.timeout(s),e=await fetch(t.url,{method:t.method,headers:t.headers,signal:o===void 0?n:AbortSignal.any([o,n]),...t.body.length>0&&{body:t.body}});return{status:e.status,headers:Object.fromEntries(e.headers),body:new Uint8Array(await e.arrayBuffer())}}}}export{a as fetchTransport};
//# sourceMappingURL=fetch-transport-DYFMIETO.js.map
