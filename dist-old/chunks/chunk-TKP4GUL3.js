import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function o(n,i){let t=[],e=0;for(let{range:r,text:s}of i)t.push(n.slice(e,r.start),s),e=r.end;return t.push(n.slice(e)),t.join("")}export{o as a};
//# sourceMappingURL=chunk-TKP4GUL3.js.map
