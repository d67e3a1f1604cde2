package main

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
)

// renditions writes every report as every producer makes it: to/<producer>/<id>/ with its gold. A producer whose
// command is not installed is named and left out, and so are those that read its files. Only the producers in
// only are made where it names some; what others need of them is made as well.
//
// go run ./testdata/measure -folders to prints what is reached on each.
func renditions(to string, reports []*report, only []string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	list := producers()
	made := map[string]bool{}
	for _, p := range list {
		if len(only) > 0 && !wanted(list, p.name, only) {
			continue
		}
		switch {
		case p.from != "" && !made[p.from]:
			fmt.Printf("make: %s left out: it is made from %s\n", p.name, p.from)
			continue
		case p.tool != "" && !installed(p.tool):
			fmt.Printf("make: %s left out: %s is not installed\n", p.name, p.tool)
			continue
		}
		if err := p.make(to, reports); err != nil {
			fmt.Printf("make: %s left out: %v\n", p.name, err)
			continue
		}
		made[p.name] = true
		if err := p.publish(to, reports); err != nil {
			return err
		}
	}
	if len(made) == 0 {
		return fmt.Errorf("no producer made anything")
	}
	return nil
}

func installed(tool string) bool {
	_, err := exec.LookPath(tool)
	return err == nil
}

// wanted reports whether a producer is one of only, names or patterns such as "*-pdf", or one of those that they are made from.
func wanted(list []producer, name string, only []string) bool {
	if slices.ContainsFunc(only, func(o string) bool { ok, _ := path.Match(o, name); return ok }) {
		return true
	}
	return slices.ContainsFunc(list, func(p producer) bool { return p.from == name && wanted(list, p.name, only) })
}

// writes reports whether the producer can write a report's language.
func (p *producer) writes(r *report) bool {
	return len(p.languages) == 0 || slices.Contains(p.languages, r.language)
}

// path is where a producer's file of a report is made. Two files of one report have the same base name, so that a
// converter which names its output by its input can be used.
func (p *producer) path(to, id string) string {
	return filepath.Join(to, ".made", p.name, id+"."+p.ext)
}

// make makes the producer's file of each report.
func (p *producer) make(to string, reports []*report) error {
	if err := os.MkdirAll(filepath.Join(to, ".made", p.name), 0o755); err != nil {
		return err
	}
	var in, out []string
	for _, r := range reports {
		if !p.writes(r) {
			continue
		}
		path := p.path(to, r.id)
		if p.own == nil {
			from := producerNamed(p.from)
			in, out = append(in, from.path(to, r.id)), append(out, path)
			continue
		}
		data, err := p.own(r)
		if err != nil {
			return fmt.Errorf("%s: %w", r.id, err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	if p.own != nil {
		return nil
	}
	return p.convert(in, out)
}

// publish puts the producer's files where they are measured, each beside its gold.
func (p *producer) publish(to string, reports []*report) error {
	if p.step {
		return nil
	}
	for _, r := range reports {
		if !p.writes(r) {
			continue
		}
		dir := filepath.Join(to, p.name, r.id)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		data, err := os.ReadFile(p.path(to, r.id))
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		gold, err := r.gold()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "source."+p.ext), data, 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "gold.json"), gold, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// producerNamed returns the producer of a name; the list names no other.
func producerNamed(name string) producer {
	list := producers()
	return list[slices.IndexFunc(list, func(p producer) bool { return p.name == name })]
}
