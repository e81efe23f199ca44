import { moduleVerdicts } from '../verdicts/module-verdicts.ts';

/** The verdict of a condition that is denied, on the first resource it is about; `var.unknown` is not known. */
export async function denied(type: string, condition: string, hcl: string): Promise<string | undefined> {
  const constraint = {
    name: 'organizations/100/customConstraints/custom.c',
    resourceTypes: [type],
    methodTypes: ['CREATE'],
    actionType: 'DENY',
    condition,
  };
  const policy = { node: 'organizations/100', constraint: 'custom.c', spec: { rules: [{ enforce: true }] } };
  const [verdict] = await moduleVerdicts([policy], hcl, { constraints: [constraint] });
  return verdict?.verdict;
}
