import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{p as l}from"./chunk-PZKSMOZB.js";var u={error:"error",warning:"warning",info:"notice"},$=n=>{let r=l(n);return n.diagnostics.map(e=>a(u[e.severity],f(e,r(e.location)),m(e))).join("")};function a(n,r,e){let i=Object.entries(r).filter(([,t])=>t!==void 0&&t!=="").map(([t,o])=>`${t}=${d(String(o))}`);return`::${n}${i.length===0?"":` ${i.join(",")}`}::${s(e)}
`}function f(n,r){let{code:e,location:i}=n;if(r===void 0)return{file:i?.file,title:e};let{start:t,end:o}=r,c=o.column===1&&o.line>t.line?o.line-1:o.line,p=c===t.line?{col:t.column,endColumn:Math.max(t.column,o.column-1)}:{};return{file:i?.file,line:t.line,endLine:c,...p,title:e}}function m({message:n,hint:r,address:e}){let i=e===void 0?"":` (${e})`;return`${n}${i}${r===void 0?"":`
hint: ${r}`}`}function s(n){return n.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function d(n){return s(n).replaceAll(":","%3A").replaceAll(",","%2C")}export{$ as a,a as b};
//# sourceMappingURL=chunk-3CUMFNW4.js.map
