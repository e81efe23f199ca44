import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as s}from"./chunk-WOJXIFLM.js";import"./chunk-SJSUUSNL.js";import"./chunk-22VLMV2H.js";import"./chunk-B2BDQ7MY.js";import"./chunk-MRHCB6XB.js";import{Kb as h}from"./chunk-Y22NUE27.js";import{D as d,d as u,h as c,v as p,w as f}from"./chunk-PZKSMOZB.js";import"./chunk-DZ6BWMJE.js";function g(n){return`### ${n}`}function x(n,r){let e=n.split(`
`),o=e.indexOf(g(r));if(o<0)return;let i=e.slice(o+1).findIndex(t=>/^### [a-z0-9-]+$/.test(t));return`${(i<0?e.slice(o):e.slice(o,o+1+i)).join(`
`).trim()}
`}function w({code:n,severity:r,summary:e,why:o,source:i}){return`${g(n)}

${e} (${r}).

${o}

Source: ${i}
`}var l={name:"explain",summary:"Explain a diagnostic code, or the roles that a deployment needs",arguments:"[CODE | roles [ENV\u2026]]",options:[{name:"module",value:"DIR",repeatable:!0,summary:"With roles: a plain Terraform module, or a glob over such folders, in place of environments"},{name:"project",value:"ID",summary:"With roles: project of the deployment",default:"as the environment or the provider block says"},{name:"service-account",value:"EMAIL",summary:"With roles: who gets them",default:"as the environment says"},{name:"format",value:"FORMAT",choices:["text","json"],summary:"With roles: how they are shown",default:"text"},...f,p],examples:[{command:"imprint explain",what:"list all codes"},{command:"imprint explain yaml-syntax",what:"show the page of one"},{command:"imprint explain roles prod",what:"roles that the service account of a deployment needs, and why"},{command:"imprint explain roles --module infra",what:"the same for a module nobody renders"}],run:v};async function v(n,r){let[e,...o]=n.positionals;if(e==="roles"){if(o.length>0&&n.texts("module").length>0)throw d(l,"give either environments or --module");let{explainRoles:t}=await import("./explain-roles-NDHEZDFM.js");return t(o,n,r)}let i=["module","project","service-account","format","set","values-file","workspace"].find(t=>n.text(t)!==void 0);if(i!==void 0)throw d(l,`--${i} goes with 'explain roles' only`);if(o.length>0)throw d(l,`'explain' takes one code, but was given ${n.positionals.length}`);if(e===void 0){let t=Math.max(...s.map(a=>a.code.length));for(let a of s)r.stdout.write(`${a.code.padEnd(t)}  ${a.severity.padEnd(7)}  ${a.summary}
`);return 0}let m=s.find(t=>t.code===e);if(m===void 0){let t=c(e,s.map(y=>y.code)),a=t===void 0?"":`; did you mean '${t}'?`;throw new u(`unknown code '${e}'${a}
Run 'imprint explain' for the list`)}return r.stdout.write(x(h("docs/checks.md")??"",m.code)??w(m)),0}export{l as explain};
//# sourceMappingURL=explain-IMPK3MOT.js.map
