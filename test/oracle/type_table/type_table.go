// Command type_table prints what the API server's decoder, patches and server-side apply know of the built-in
// kinds: the fields of their Go types, and how the published schema lets lists and maps merge. It reads the
// types by reflection and the schema from the client libraries' sources, and takes over no prose.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	batchv1 "k8s.io/api/batch/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	_ "k8s.io/client-go/pkg/version" // whose schema is read
	"sigs.k8s.io/structured-merge-diff/v6/schema"
	"sigs.k8s.io/structured-merge-diff/v6/typed"
)

var roots = []any{
	corev1.Pod{}, appsv1.ReplicaSet{}, appsv1.Deployment{}, batchv1.Job{}, corev1.Service{}, discoveryv1.EndpointSlice{},
	corev1.ConfigMap{}, corev1.Secret{}, corev1.Node{}, corev1.Namespace{}, corev1.Event{}, coordinationv1.Lease{},
	corev1.PersistentVolumeClaim{}, networkingv1.NetworkPolicy{}, apiextensionsv1.CustomResourceDefinition{},
	autoscalingv1.Scale{}, corev1.Binding{},
}

// leaves are the types that read and write their JSON themselves.
var leaves = map[string]bool{
	"resource.Quantity": true, "intstr.IntOrString": true, "v1.Time": true, "v1.MicroTime": true, "v1.Duration": true,
	"v1.FieldsV1": true, "v1.JSON": true, "v1.JSONSchemaPropsOrArray": true, "v1.JSONSchemaPropsOrBool": true,
	"v1.JSONSchemaPropsOrStringArray": true,
}

type table struct {
	schemas map[string]schema.TypeDef
	structs map[string]string
	scalars map[string]string
	seen    map[string]reflect.Type
}

func main() {
	t := table{schemas: map[string]schema.TypeDef{}, structs: map[string]string{}, scalars: map[string]string{}, seen: map[string]reflect.Type{}}
	t.readSchema("k8s.io/client-go", "applyconfigurations/internal/internal.go")
	t.readSchema("k8s.io/apiextensions-apiserver", "pkg/client/applyconfiguration/internal/internal.go")
	for _, root := range roots {
		of := reflect.TypeOf(root)
		t.visit(of, t.namedSchema(of))
	}
	fmt.Print(header)
	byKind := map[string][]string{}
	for name, kind := range t.scalars {
		byKind[kind] = append(byKind[kind], name)
	}
	for _, kind := range sortedKeys(byKind) {
		sort.Strings(byKind[kind])
		fmt.Printf("=%s %s\n", kind, strings.Join(byKind[kind], " "))
	}
	for _, name := range sortedKeys(t.structs) {
		fmt.Printf("%s %s\n", name, t.structs[name])
	}
	fmt.Print("`;\n")
}

const header = `/**
 * Generated: do not edit. The Go types of the built-in kinds, one a line, as parse_table.ts reads them.
 * Written in test/oracle/type_table by: go run . > ../../../src/apiserver/types/built_in_table.ts
 */

export const builtInTable = ` + "`"

func sortedKeys[V any](of map[string]V) []string {
	var keys []string
	for key := range of {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// readSchema takes the schema out of a library's source, which spares compiling all of it.
func (t *table) readSchema(module, file string) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	must(err)
	source, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), file), nil, 0)
	must(err)
	ast.Inspect(source, func(node ast.Node) bool {
		if literal, is := node.(*ast.BasicLit); is && literal.Kind == token.STRING && len(literal.Value) > 1000 {
			text, err := strconv.Unquote(literal.Value)
			must(err)
			parsed, err := typed.NewParser(typed.YAMLObject(text))
			must(err)
			for _, def := range parsed.Schema.Types {
				t.schemas[def.Name] = def
			}
		}
		return true
	})
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (t *table) namedSchema(of reflect.Type) *schema.Atom {
	name := "io." + strings.ReplaceAll(strings.Replace(of.PkgPath(), "k8s.io/", "k8s.", 1), "/", ".") + "." + of.Name()
	if def, known := t.schemas[name]; known {
		return &def.Atom
	}
	return nil
}

func (t *table) resolve(ref *schema.TypeRef) *schema.Atom {
	if ref == nil {
		return nil
	}
	if ref.NamedType == nil {
		return &ref.Inlined
	}
	def, known := t.schemas[*ref.NamedType]
	if !known {
		return nil
	}
	return &def.Atom
}

func (t *table) visit(of reflect.Type, atom *schema.Atom) {
	name := of.String()
	switch of.Kind() {
	case reflect.Pointer:
		t.visit(of.Elem(), atom)
		return
	case reflect.Slice, reflect.Map:
		if name == "[]uint8" {
			return
		}
		if of.Name() != "" && !leaves[name] {
			element := strings.TrimSpace(strings.TrimPrefix(of.Elem().String(), "*"))
			if of.Kind() == reflect.Map {
				t.structs[name] = "= map[string]" + element
			} else {
				t.structs[name] = "= []" + element
			}
		}
		t.visit(of.Elem(), t.elementSchema(atom))
		return
	}
	if seen, known := t.seen[name]; known {
		if seen != of && (of.Kind() == reflect.Struct || seen.Kind() != of.Kind()) {
			must(fmt.Errorf("two types are called %s", name))
		}
		return
	}
	if leaves[name] {
		return
	}
	t.seen[name] = of
	if of.Kind() != reflect.Struct {
		if strings.Contains(name, ".") {
			t.scalars[name] = of.Kind().String()
		}
		return
	}
	if named := t.namedSchema(of); named != nil {
		atom = named
	}
	t.structs[name] = ""
	fields := t.fields(of, atom)
	relationship := ""
	if atom != nil && atom.Map != nil && atom.Map.ElementRelationship == schema.Atomic {
		relationship = "@a "
	}
	t.structs[name] = relationship + strings.Join(fields, " ")
}

func (t *table) elementSchema(atom *schema.Atom) *schema.Atom {
	if atom == nil {
		return nil
	}
	if atom.List != nil {
		return t.resolve(&atom.List.ElementType)
	}
	if atom.Map != nil {
		return t.resolve(&atom.Map.ElementType)
	}
	return nil
}

func (t *table) fields(of reflect.Type, atom *schema.Atom) []string {
	var fields []string
	for index := range of.NumField() {
		field := of.Field(index)
		tag := strings.Split(field.Tag.Get("json"), ",")
		if field.Anonymous && tag[0] == "" {
			for _, embedded := range t.fields(field.Type, atom) {
				fields = append(fields, field.Name+"/"+embedded)
			}
			continue
		}
		if tag[0] == "-" || !field.IsExported() {
			continue
		}
		var inSchema *schema.Atom
		var def any
		if atom != nil && atom.Map != nil {
			for _, each := range atom.Map.Fields {
				if each.Name == tag[0] {
					inSchema, def = t.resolve(&each.Type), each.Default
				}
			}
		}
		text := tag[0]
		for _, option := range tag[1:] {
			switch option {
			case "omitempty":
				text += "?"
			case "omitzero":
				text += "!"
			}
		}
		text += ":" + strings.ReplaceAll(field.Type.String(), " ", "")
		text += patchRules(field) + applyRules(field.Type, inSchema)
		if def, is := def.(string); is && def != "" {
			text += "=" + def
		}
		fields = append(fields, text)
		t.visit(field.Type, inSchema)
	}
	return fields
}

func patchRules(field reflect.StructField) string {
	strategies := field.Tag.Get("patchStrategy")
	if strategies == "" {
		return ""
	}
	letters := ""
	for _, strategy := range strings.Split(strategies, ",") {
		letters += map[string]string{"merge": "me", "replace": "rp", "retainKeys": "re"}[strategy]
	}
	return "~" + letters + "(" + field.Tag.Get("patchMergeKey") + ")"
}

func applyRules(of reflect.Type, atom *schema.Atom) string {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if atom == nil {
		return ""
	}
	switch of.Kind() {
	case reflect.Slice:
		if atom.List == nil || atom.List.ElementRelationship != schema.Associative {
			return ""
		}
		return "@(" + strings.Join(atom.List.Keys, ",") + ")"
	case reflect.Map:
		if atom.Map != nil && atom.Map.ElementRelationship == schema.Atomic {
			return "@a"
		}
	}
	return ""
}
