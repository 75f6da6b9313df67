//go:build release_0_32 || release_0_34 || release_0_35

package oracle

func (r *informerRun) waitFor(Step) { panic("this release has no WaitFor") }
