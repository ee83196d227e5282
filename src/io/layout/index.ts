/** Where the table stands in a file, and what its columns are. */

export { findLayout, type Layout } from './find-layout.ts'
export { DELIMITERS, type Delimiter } from './head-records.ts'
export { type RecognisedColumn, type Recognition, recogniseColumns } from './recognise-columns.ts'
export { type ColumnMap, ROLES, type Role, type UncertainRole } from './roles.ts'
