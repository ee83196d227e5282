import ts from 'typescript'
import { packageJson, ROOT } from './repository.ts'

/** An exported function, as its types say it. */
export interface PublicFunction {
  /** `krarup/erlang`. */
  subpath: string
  name: string
  parameters: PublicParameter[]
}

export interface PublicParameter {
  name: string
  /** The name of its type, where it has one. */
  type: string
  /** Its keys, where it is an object of parameters, options or data; undefined for numbers, texts, lists, functions and the like. */
  keys: string[] | undefined
}

/** What is not spread over its keys although it is an object. */
const NO_RECORDS =
  /^(readonly |Readonly)?(\w*Array|ReadableContent|ArrayLike|Iterable|Map|ReadonlyMap|Set|AbortSignal|Record|\[)|\[\]$/

/** The exported functions of the built package, by subpath, with the keys of the objects that they take. */
export function publicFunctions(): PublicFunction[] {
  const { name: home, exports } = packageJson()
  const files = Object.entries(exports).flatMap(([subpath, target]) =>
    typeof target === 'object' && subpath !== '.'
      ? [{ subpath: subpath.replace('.', home), file: ROOT + target.types.replace('./', '') }]
      : [],
  )
  const program = ts.createProgram(
    files.map(({ file }) => file),
    { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, noLib: false },
  )
  const checker = program.getTypeChecker()
  return files.flatMap(({ subpath, file }) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)
    if (!module) return []
    return checker.getExportsOfModule(module).flatMap((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      const declaration = symbol.declarations?.[0]
      if (!declaration || !ts.isFunctionDeclaration(declaration)) return []
      const { parameters } = checker.getSignatureFromDeclaration(declaration)!
      return [
        {
          subpath,
          name: exported.name,
          parameters: parameters.map((parameter) => parameterOf(parameter, declaration)),
        },
      ]
    })
  })

  function parameterOf(parameter: ts.Symbol, declaration: ts.Node): PublicParameter {
    const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, declaration))
    const text = checker.typeToString(type)
    const isRecord =
      (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.Union)) !== 0 &&
      type.getCallSignatures().length === 0 &&
      !NO_RECORDS.test(text) &&
      (type.isUnion() ? type.types.every((one) => one.flags & ts.TypeFlags.Object) : true)
    const keys = isRecord ? [...new Set(propertiesOf(type))] : []
    return { name: parameter.name, type: text, keys: keys.length > 0 ? keys : undefined }
  }

  function propertiesOf(type: ts.Type): string[] {
    return type.isUnion()
      ? type.types.flatMap((one) => propertiesOf(one))
      : checker.getPropertiesOfType(type).map(({ name }) => name)
  }
}
