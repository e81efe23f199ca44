import { isOneOf, noPrice, price, regionAt, textOf } from '../choices.ts';
import { andThen, type ChargeRule, type Condition, known, type ResourcePricer } from '../pricer.ts';
import { hours, usage } from '../quantities.ts';
import { readAll } from '../read-attribute.ts';

const located = regionAt('location');

const classes = {
  STANDARD: ['Standard storage', 'storage-standard', 'cloudStorage.standardGiB'],
  NEARLINE: ['Nearline storage', 'storage-nearline', 'cloudStorage.nearlineGiB'],
  COLDLINE: ['Coldline storage', 'storage-coldline', 'cloudStorage.coldlineGiB'],
  ARCHIVE: ['Archive storage', 'storage-archive', 'cloudStorage.archiveGiB'],
} as const;

/** Whether objects of a class can be in a bucket: its own class, or one that a lifecycle rule moves them to. */
function holdsClass(name: string): Condition {
  return ({ resource }) =>
    andThen(textOf(resource, 'storage_class', 'STANDARD'), (own) => {
      const moved = resource === undefined ? [] : readAll(resource, 'lifecycle_rule.action.storage_class');
      return known(own === name || moved.some((one) => one.state === 'known' && one.text === name));
    });
}

const isStandard = isOneOf('storage_class', ['STANDARD'], 'STANDARD');

/** Where data is kept as objects or in databases. */
export const storagePricers: readonly ResourcePricer[] = [
  {
    service: 'Cloud Storage',
    types: ['google_storage_bucket'],
    kind: 'charges',
    charges: [
      ...Object.entries(classes).map(
        ([name, [words, id, key]]): ChargeRule => ({
          name: words,
          price: price(id),
          region: located,
          quantity: usage(key),
          when: holdsClass(name),
        }),
      ),
      {
        name: 'Class A operations',
        price: price('storage-class-a'),
        region: located,
        quantity: usage('cloudStorage.classAOperationsPerMonth'),
        when: isStandard,
      },
      {
        name: 'Class B operations',
        price: price('storage-class-b'),
        region: located,
        quantity: usage('cloudStorage.classBOperationsPerMonth'),
        when: isStandard,
      },
      {
        name: 'Operations and retrieval of cold storage',
        price: noPrice('no price of retrieval is known'),
        quantity: hours,
        when: (subject) =>
          andThen(isStandard(subject), (standard) =>
            andThen(holdsClass('NEARLINE')(subject), (nearline) =>
              andThen(holdsClass('COLDLINE')(subject), (coldline) =>
                andThen(holdsClass('ARCHIVE')(subject), (archive) =>
                  known(!standard || nearline || coldline || archive),
                ),
              ),
            ),
          ),
      },
    ],
  },
  {
    service: 'Cloud Storage',
    types: ['google_storage_bucket_object', 'google_storage_notification'],
    kind: 'free',
    reason: 'its storage is counted with the bucket',
    source: 'https://cloud.google.com/storage/pricing',
  },
  {
    service: 'Cloud SQL',
    types: ['google_sql_database_instance'],
    kind: 'not priced',
    reason: 'the price book has no prices of Cloud SQL',
  },
  {
    service: 'Cloud SQL',
    types: ['google_sql_database', 'google_sql_user', 'google_sql_ssl_cert'],
    kind: 'free',
    reason: 'the instance it is in is paid for',
    source: 'https://cloud.google.com/sql/pricing',
  },
  {
    service: 'Vertex AI',
    types: ['google_vertex_ai_*'],
    kind: 'not priced',
    reason: 'Vertex AI charges more than the price of the chips, and how much is not known',
  },
];
