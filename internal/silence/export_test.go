package silence

// Steps are all, the first one first.
func Steps() []Step { return data().Steps }

// Source says where the ladder is written, with its day.
func Source() string { return data().Source + "，" + data().Sourced }
