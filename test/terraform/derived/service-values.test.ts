import { describe, expect, it } from 'vitest';
import { refusedByService } from '../../../src/terraform/derived/service-combinations.ts';
import { unknownServiceValues } from '../../../src/terraform/derived/service-values.ts';
import { evaluated } from './evaluated.ts';

describe('deletion_policy', () => {
  it.each([
    ['google_looker_instance', 'FORCE'],
    ['google_looker_instance', 'DEFAULT'],
    ['google_secret_manager_secret_version', 'DISABLE'],
    ['google_container_attached_cluster', 'DELETE_IGNORE_ERRORS'],
    ['google_compute_instance', 'ABANDON'],
    ['google_firestore_index', ''],
  ])('takes the words of %s: %j', (type, word) => {
    const evaluation = evaluated(`resource "${type}" "it" {\n  deletion_policy = "${word}"\n}`);
    expect(unknownServiceValues(evaluation)).toEqual([]);
  });

  it.each(['PREVNT', 'prevent', 'KEEP'])('does not take %j, which would mean DELETE', (word) => {
    const evaluation = evaluated(`resource "google_compute_instance" "it" {\n  deletion_policy = "${word}"\n}`);
    expect(unknownServiceValues(evaluation)).toMatchObject([{ path: ['deletion_policy'], value: word }]);
  });
});

describe('a stream from MySQL', () => {
  it.each([
    ['', 0],
    ['gtid {}', 0],
    ['binary_log_position {}', 0],
    ['gtid {}\nbinary_log_position {}', 1],
  ])('with "%s" has %i faults', (method, faults) => {
    const evaluation = evaluated(`
      resource "google_datastream_stream" "it" {
        source_config {
          mysql_source_config {
            ${method}
          }
        }
      }`);
    expect(refusedByService(evaluation)).toHaveLength(faults);
  });
});
