package silence

// Steps are all, the first one first.
func Steps() []Step { return data().Steps }
