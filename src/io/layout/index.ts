/** Where the table stands in a file, and what its columns are. */
export { withUnits } from './apply-units.ts'

export { chooseLayout, findLayout, type Layout } from './find-layout.ts'
export { DEEPEST_HEADING } from './head-records.ts'
export { isMatrixOfCells, type MatrixLayout, matrixLayout, matrixOfCells } from './matrix-layout.ts'
export { queueColumns, type RecognisedColumn, recogniseColumns } from './recognise-columns.ts'
export { type ColumnMap, FORMS, isTotal, isUncertain, ROLES, type Role, type UncertainRole } from './roles.ts'
export { titledLayout } from './titled-layout.ts'
export {
  PIECE_KINDS,
  type PieceKind,
  TIME_KINDS,
  type TimeKind,
  timeKindOf,
  UNIT_NAMES,
  UNIT_SECONDS,
  type UnitMap,
  type UnitName,
} from './units.ts'
export { levelOfHeading } from './vendor-headings.ts'
