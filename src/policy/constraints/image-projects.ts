import type { ConstraintSubject } from '../constraints.ts';
import { openAsked } from './asked-values.ts';
import type { Asked, AskedOf } from './listed.ts';
import { projectById, projectInName, projectNamedAt } from './projects.ts';
import { type Reading, readingsAt } from './readings.ts';
import { scalarText } from './shown-value.ts';

/** Projects of Google's public images by the beginning of what the provider takes as a short name. */
const publicImages: readonly (readonly [beginning: string, project: string])[] = [
  ['debian-', 'debian-cloud'],
  ['centos-', 'centos-cloud'],
  ['cos-', 'cos-cloud'],
  ['coreos-', 'coreos-cloud'],
  ['fedora-coreos-', 'fedora-coreos-cloud'],
  ['opensuse-', 'opensuse-cloud'],
  ['rhel-sap-', 'rhel-sap-cloud'],
  ['rhel-', 'rhel-cloud'],
  ['rocky-linux-', 'rocky-linux-cloud'],
  ['sles-sap-', 'suse-sap-cloud'],
  ['sles-', 'suse-cloud'],
  ['ubuntu-pro-', 'ubuntu-os-pro-cloud'],
  ['ubuntu-', 'ubuntu-os-cloud'],
  ['sql-', 'windows-sql-cloud'],
  ['windows-', 'windows-cloud'],
];

/** Projects by what may stand for them before an image: `debian/debian-12`. */
const shortProjects: Readonly<Record<string, string>> = {
  debian: 'debian-cloud',
  centos: 'centos-cloud',
  cos: 'cos-cloud',
  coreos: 'coreos-cloud',
  opensuse: 'opensuse-cloud',
  rhel: 'rhel-cloud',
  sles: 'suse-cloud',
  ubuntu: 'ubuntu-os-cloud',
  windows: 'windows-cloud',
};

/** Asks about the project of an image, in any of the forms the provider takes. */
export function imageProjects(path: string): AskedOf {
  return {
    reads: [path],
    ask: (subject) =>
      readingsAt(subject.resource, path).flatMap((reading): Asked[] => {
        if (reading.state === 'unset') return [];
        const project = reading.state === 'known' ? projectOfText(reading, subject) : projectNamedAt(reading, subject);
        if (project === undefined) return [openAsked(reading, 'the project of the image')];
        return [{ kind: 'value', value: projectById(project, subject.hierarchy), reading }];
      }),
  };
}

/** Forms: a link, `projects/p/…`, `project/image`, `family/name`, `name`: the last two of this project, unless it is a public one. */
function projectOfText(
  reading: Extract<Reading, { state: 'known' }>,
  { project }: ConstraintSubject,
): string | undefined {
  const text = scalarText(reading.value);
  if (text === undefined) return undefined;
  const named = projectInName(text);
  if (named !== undefined) return named;
  const parts = text.split('/');
  const [first = ''] = parts;
  // `global/images/x` and `family/x` are of the provider's own project, where the provider looks before it looks at public images.
  if (first === 'global' || first === 'family') return project;
  if (parts.length > 1) return `projects/${shortProjects[first] ?? first}`;
  const known = publicImages.find(([beginning]) => first.startsWith(beginning));
  // The provider takes an image of the own project first, so that a short name may be either.
  return known === undefined ? project : undefined;
}
