import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{createHash as a}from"node:crypto";var i="infrastructure-manager/",d="terraform/",s="infrastructure-manager/main.yaml";function l(e){return e.startsWith(i)&&e!==s}function n(e){return`sha256:${a("sha256").update(e).digest("hex")}`}function m(e){return n(e.filter(({path:t})=>l(t)).map(({path:t,sha256:r})=>`${t}
${r}
`).join(""))}function p(e){return n(e.map(({path:t,sha256:r,executable:o})=>`${t}
${r} ${o?"x":"-"}
`).join(""))}export{i as a,d as b,s as c,l as d,n as e,m as f,p as g};
//# sourceMappingURL=chunk-RKU77LI6.js.map
