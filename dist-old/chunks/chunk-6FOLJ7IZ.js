import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function p(t,n,m=Number.POSITIVE_INFINITY){let o=t.map((e,r)=>Math.max(e.length,...n.map(s=>s[r]?.length??0)));return[t,...n].map(e=>e.map((r,s)=>r.padEnd(o[s]??0)).join("  ")).map(e=>`${d(e.trimEnd(),m)}
`).join("")}function d(t,n){return t.length<=n?t:`${t.slice(0,n-1)}\u2026`}var g={name:"format",value:"FORMAT",choices:["text","json"],summary:"text or json",default:"text"};function x(t,n,m,o){if(m.text("format")==="json"){o.stdout.write(`${JSON.stringify(t,void 0,2)}
`);return}let a=n.filter(i=>t.some(u=>u[i]!=="")),e=t.map(i=>a.map(u=>c(i[u]))),r=a.map(i=>i.toUpperCase()),s=o.stdout.isTerminal?o.stdout.columns:Number.POSITIVE_INFINITY;o.stdout.write(p(r,e,s))}function c(t){return typeof t=="string"?t:JSON.stringify(t??null)}export{p as a,g as b,x as c};
//# sourceMappingURL=chunk-6FOLJ7IZ.js.map
