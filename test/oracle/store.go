package oracle

import (
	"errors"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/cache"
)

type storeOptions struct {
	// Indexes are names of index functions: see indexFunction.
	Indexes []string `json:"indexes"`
}

// indexFunction knows `namespace`, `label:NAME` (values separated by `+`) and `fails`.
func indexFunction(name string) cache.IndexFunc {
	if name == "namespace" {
		return cache.MetaNamespaceIndexFunc
	}
	if label, found := strings.CutPrefix(name, "label:"); found {
		return func(object any) ([]string, error) {
			accessor, err := meta.Accessor(object)
			if err != nil {
				return nil, err
			}
			value, present := accessor.GetLabels()[label]
			if !present {
				return nil, nil
			}
			return strings.Split(value, "+"), nil
		}
	}
	return func(any) ([]string, error) { return nil, errors.New("index refuses") }
}

func indexers(names []string) cache.Indexers {
	functions := cache.Indexers{}
	for _, name := range names {
		functions[name] = indexFunction(name)
	}
	return functions
}

func runStore(script *Script, record *recorder) {
	options := &storeOptions{}
	script.readOptions(options)
	indexer := cache.NewIndexer(cache.DeletionHandlingMetaNamespaceKeyFunc, indexers(options.Indexes))
	for _, step := range script.Steps {
		pairs := []any{"do", step.Do, "object", step.Object, "key", step.Key, "index", step.Index, "value", step.Value}
		if text := caught(func() { pairs = append(pairs, storeStep(indexer, step)...) }); text != "" {
			pairs = append(pairs, "panic", text)
		}
		if versioned, can := indexer.(interface{ LastStoreSyncResourceVersion() string }); can {
			pairs = append(pairs, "storeResourceVersion", versioned.LastStoreSyncResourceVersion())
		}
		record.add("ops", pairs...)
	}
}

// storeStep gives the pairs that the verb adds. What Go gives in the order of a map is sorted.
func storeStep(indexer cache.Indexer, step Step) []any {
	switch step.Do {
	case "add":
		return []any{"error", showError(indexer.Add(parseObject(step.Object)))}
	case "update":
		return []any{"error", showError(indexer.Update(parseObject(step.Object)))}
	case "delete":
		return []any{"error", showError(indexer.Delete(parseObject(step.Object)))}
	case "replace":
		return []any{"error", showError(indexer.Replace(parseObjects(step.Objects), step.ResourceVersion))}
	case "relabelInPlace":
		// What a reader of the cache must not do: the store is not told.
		labels := parseObject(step.Object).(metav1.Object).GetLabels()
		found, _, err := indexer.Get(parseObject(step.Object))
		found.(metav1.Object).SetLabels(labels)
		return []any{"error", showError(err)}
	case "resync":
		return []any{"error", showError(indexer.Resync())}
	case "get":
		found, exists, err := indexer.Get(parseObject(step.Object))
		return []any{"found", show(found), "exists", exists, "error", showError(err)}
	case "getByKey":
		found, exists, err := indexer.GetByKey(step.Key)
		return []any{"found", show(found), "exists", exists, "error", showError(err)}
	case "list":
		return []any{"sorted", showSorted(indexer.List())}
	case "listKeys":
		return []any{"sorted", sorted(indexer.ListKeys())}
	case "bookmark":
		indexer.(interface{ Bookmark(string) }).Bookmark(step.ResourceVersion)
		return nil
	case "transaction":
		text, successful := transaction(indexer, step.Transactions)
		if text == "" {
			return nil
		}
		return []any{"error", text, "successful", append([]int{}, successful...)}
	default:
		return indexStep(indexer, step)
	}
}

func indexStep(indexer cache.Indexer, step Step) []any {
	switch step.Do {
	case "index":
		found, err := indexer.Index(step.Index, parseObject(step.Object))
		return foundPairs(showSorted(found), err)
	case "byIndex":
		found, err := indexer.ByIndex(step.Index, step.Value)
		return foundPairs(showSorted(found), err)
	case "indexKeys":
		keys, err := indexer.IndexKeys(step.Index, step.Value)
		if err != nil {
			return []any{"error", err.Error()}
		}
		return []any{"keys", append([]string{}, keys...)}
	case "listIndexFuncValues":
		return []any{"sorted", sorted(indexer.ListIndexFuncValues(step.Index))}
	case "addIndexers":
		return []any{"indexes", step.Indexes, "error", showError(indexer.AddIndexers(indexers(step.Indexes)))}
	case "getIndexers":
		names := []string{}
		for name := range indexer.GetIndexers() {
			names = append(names, name)
		}
		sort.Strings(names)
		return []any{"sorted", names}
	case "splitKey":
		namespace, name, err := cache.SplitMetaNamespaceKey(step.Key)
		return []any{"namespace", namespace, "name", name, "error", showError(err)}
	case "metaNamespaceKey":
		key, err := cache.MetaNamespaceKeyFunc(parseObject(step.Object))
		return []any{"gives", key, "error", showError(err)}
	case "deletionHandlingKey":
		key, err := cache.DeletionHandlingMetaNamespaceKeyFunc(parseObject(step.Object))
		return []any{"gives", key, "error", showError(err)}
	default:
		unknownVerb(step)
		return nil
	}
}

func foundPairs(texts []string, err error) []any {
	if err != nil {
		return []any{"error", err.Error()}
	}
	return []any{"sorted", texts}
}
