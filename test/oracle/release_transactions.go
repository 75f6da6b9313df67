//go:build !release_0_32 && !release_0_34

package oracle

import (
	"strings"

	"k8s.io/client-go/tools/cache"
)

// transaction runs transactions written as `Add OBJECT`, `Update OBJECT`, `Delete OBJECT`.
func transaction(indexer cache.Indexer, texts []string) (string, []int) {
	transactions := []cache.Transaction{}
	for _, text := range texts {
		kind, object, _ := strings.Cut(text, " ")
		transactions = append(transactions, cache.Transaction{
			Type:   cache.TransactionType(kind),
			Object: parseObject(object),
		})
	}
	if err := indexer.(cache.TransactionStore).Transaction(transactions...); err != nil {
		return err.Error(), err.SuccessfulIndices
	}
	return "", nil
}
