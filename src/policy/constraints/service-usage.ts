import { apiServiceOf } from '../../terraform/derived/api-service.ts';
import type { ConstraintChecker } from '../constraints.ts';
import { valueAt } from './asked-values.ts';
import { type Asked, type AskedOf, listed } from './listed.ts';

const serviceOfResource: AskedOf = {
  reads: [],
  ask: ({ resource }): readonly Asked[] => {
    const value = apiServiceOf(resource);
    const isEnabling = resource.type === 'google_project_service';
    if (value === undefined || isEnabling) return [];
    return [
      {
        kind: 'value',
        value,
        reading: { state: 'unset', path: [] },
        remedy: `do without ${value} here, or have it allowed`,
      },
    ];
  },
};

const everyType = listed(['*', serviceOfResource]);
const enabling = listed(['google_project_service', valueAt('service')]);

/** Decides the service that every resource is made with. That a listed service is switched on all the same is only likely to be refused. */
export const serviceUsage: ConstraintChecker = {
  types: ['*'],
  actions: ['create', 'update'],
  attributes: new Map([['google_project_service', ['service']]]),
  check: (subject) => {
    if (subject.resource.type === 'google_project_service') {
      return enabling.check(subject).map((found) => ({ ...found, certainty: 'likely' }));
    }
    return everyType.check(subject);
  },
};
