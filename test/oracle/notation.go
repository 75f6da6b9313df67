package oracle

import (
	"fmt"
	"sort"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/cache"
)

// parseObject reads the notation of README.md: `ns/name@rv label=value uid:x`, `tombstone KEY OBJECT`,
// `service:…` for an object of the wrong type, and `nothing` for one without metadata.
func parseObject(text string) any {
	if text == "nothing" {
		return 42
	}
	if rest, found := strings.CutPrefix(text, "tombstone "); found {
		key, object, hasObject := strings.Cut(rest, " ")
		if !hasObject {
			return cache.DeletedFinalStateUnknown{Key: key}
		}
		return cache.DeletedFinalStateUnknown{Key: key, Obj: parseObject(object)}
	}
	if rest, found := strings.CutPrefix(text, "service:"); found {
		return &corev1.Service{ObjectMeta: parseMeta(rest)}
	}
	return &corev1.Pod{ObjectMeta: parseMeta(text)}
}

func parsePod(text string) *corev1.Pod { return parseObject(text).(*corev1.Pod) }

func parseObjects(texts []string) []any {
	objects := make([]any, 0, len(texts))
	for _, text := range texts {
		objects = append(objects, parseObject(text))
	}
	return objects
}

func parseMeta(text string) metav1.ObjectMeta {
	words := strings.Fields(text)
	meta := metav1.ObjectMeta{}
	key, rv, _ := strings.Cut(words[0], "@")
	meta.ResourceVersion = rv
	if namespace, name, found := strings.Cut(key, "/"); found {
		meta.Namespace, meta.Name = namespace, name
	} else {
		meta.Name = key
	}
	for _, word := range words[1:] {
		if uid, found := strings.CutPrefix(word, "uid:"); found {
			meta.UID = types.UID(uid)
			continue
		}
		label, value, _ := strings.Cut(word, "=")
		if meta.Labels == nil {
			meta.Labels = map[string]string{}
		}
		meta.Labels[label] = value
	}
	return meta
}

// show is the inverse of parseObject.
func show(object any) string {
	switch object := object.(type) {
	case nil:
		return "nil"
	case cache.DeletedFinalStateUnknown:
		if object.Obj == nil {
			return "tombstone " + object.Key
		}
		return "tombstone " + object.Key + " " + show(object.Obj)
	case *corev1.Service:
		return "service:" + showMeta(&object.ObjectMeta)
	case *corev1.Pod:
		return showMeta(&object.ObjectMeta)
	case int:
		return "nothing"
	case string:
		return object
	default:
		return fmt.Sprintf("%T", object)
	}
}

func showMeta(meta *metav1.ObjectMeta) string {
	text := meta.Name
	if meta.Namespace != "" {
		text = meta.Namespace + "/" + text
	}
	text += "@" + meta.ResourceVersion
	labels := make([]string, 0, len(meta.Labels))
	for label, value := range meta.Labels {
		labels = append(labels, label+"="+value)
	}
	sort.Strings(labels)
	if meta.UID != "" {
		labels = append(labels, "uid:"+string(meta.UID))
	}
	return strings.Join(append([]string{text}, labels...), " ")
}

func showAll(objects []any) []string {
	texts := make([]string, 0, len(objects))
	for _, object := range objects {
		texts = append(texts, show(object))
	}
	return texts
}

// showSorted is for what Go gives in the order of a map.
func showSorted(objects []any) []string {
	texts := showAll(objects)
	sort.Strings(texts)
	return texts
}

func sorted(texts []string) []string {
	copied := append([]string{}, texts...)
	sort.Strings(copied)
	return copied
}

func showError(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// showDuration writes seconds without trailing zeros: `0s`, `0.8s`, `81.92s`.
func showDuration(duration time.Duration) string {
	sign := ""
	if duration < 0 {
		sign, duration = "-", -duration
	}
	text := fmt.Sprintf("%d.%09d", duration/time.Second, duration%time.Second)
	return sign + strings.TrimRight(strings.TrimRight(text, "0"), ".") + "s"
}

// deltaTexts writes a delta as `Type object`.
func deltaTexts(deltas []cache.Delta) []string {
	texts := make([]string, 0, len(deltas))
	for _, delta := range deltas {
		texts = append(texts, string(delta.Type)+" "+showDelta(delta))
	}
	return texts
}
