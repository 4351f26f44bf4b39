// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"maps"
	"path"
	"slices"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// Settle sorts what the files of an input say, and completes what one says by another: ranges of versions are followed to what
// resolved files of their ecosystem chose that speak for their folder, or the nearest above it, and tell these which
// dependencies are the project's own choice, and for what. A file of which nothing remains is left out; a range that
// nothing resolves remains.
func Settle(list []*Dependencies) ([]*Dependencies, []inventory.Issue) {
	slices.SortFunc(list, func(a, b *Dependencies) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	issues := append(completePOMs(list), completeProjects(list)...)
	completeRPMs(list)
	type where struct{ ecosystem, dir string }
	resolved := map[where]*resolvers{}
	for _, d := range list {
		if d.Resolved {
			at := where{d.Ecosystem, d.Folder}
			if resolved[at] == nil {
				resolved[at] = &resolvers{byName: Choices{}, ranges: map[string]string{}}
			}
			resolved[at].add(d)
		}
	}
	list = slices.DeleteFunc(list, func(d *Dependencies) bool {
		if d.Resolved {
			return false
		}
		for dir := d.Folder; ; dir = path.Dir(dir) {
			if above := resolved[where{d.Ecosystem, dir}]; above != nil {
				above.tell(d)
				break
			}
			if dir == "." || dir == "/" || d.Ecosystem == packageurl.TypeGolang { // a module in a folder of another is none of its
				break
			}
		}
		return len(d.Components)+len(d.Relations) == 0
	})
	for _, at := range resolved {
		for _, r := range at.list {
			r.join(r.asked)
		}
	}
	return list, issues
}

// Choices are the IDs of packages that are used, by what they are without their version.
type Choices map[string][]string

// Add takes in the ID of a package that is used.
func (c Choices) Add(id string) {
	if name := inventory.WithoutVersion(id); !slices.Contains(c[name], id) && len(c[name]) <= maxChoices {
		c[name] = append(c[name], id)
	}
}

// maxChoices bounds the versions of one package that all count as used for a range, where nothing says which is. Of more none counts.
const maxChoices = 32

// Of gives those of a package, whatever version its ID has.
func (c Choices) Of(id string) []string {
	if ids := c[inventory.WithoutVersion(id)]; len(ids) <= maxChoices {
		return ids
	}
	return nil
}

// resolvers are the files that say which versions are used in a folder and those below it.
type resolvers struct {
	list   []*resolver
	byName Choices
	ranges map[string]string
}

// A resolver is one of them.
type resolver struct {
	*Dependencies
	byName Choices
	own    map[string]string    // IDs of the parts of the project, by what they are without their version
	asked  []inventory.Relation // what the project chose itself, as files with ranges say
}

func (all *resolvers) add(d *Dependencies) {
	r := &resolver{Dependencies: d, byName: Choices{}, own: map[string]string{}}
	for _, c := range d.Components {
		r.byName.Add(c.ID)
		all.byName.Add(c.ID)
	}
	for _, id := range slices.Backward(d.Own) { // the first of a name
		r.own[inventory.WithoutVersion(id)] = id
	}
	maps.Copy(all.ranges, d.Ranges)
	all.list = append(all.list, r)
}

// chosen are the IDs of what is used for a range; all, where there are several versions and nothing says which is for whom.
func chosen(used Choices, ranges map[string]string, id, wording string) []string {
	if one := ranges[wording]; one != "" && len(used[inventory.WithoutVersion(id)]) > 0 {
		return []string{one}
	}
	return used.Of(id)
}

// speaksOf reports whether ranges are those of the project, or of a part of it, that the resolved file is about, and of which.
func (r *resolver) speaksOf(ranges *Dependencies) (from string, ok bool) {
	if name := inventory.WithoutVersion(ranges.Project); name != "" {
		if id := r.own[name]; id != "" {
			return id, true
		}
		if len(r.own) > 0 {
			return "", false
		}
	}
	// A file that tells no parts apart is about its own folder.
	return Project, r.Folder == ranges.Folder
}

// tell follows ranges to what was chosen. What the project of a resolver asks for, that resolver says from then on.
func (all *resolvers) tell(d *Dependencies) {
	told := map[string]bool{}
	for _, r := range all.list {
		from, ok := r.speaksOf(d)
		if !ok {
			continue
		}
		if r.Project == "" && from == Project {
			r.Project = d.Project
		}
		for _, n := range d.Relations {
			if n.From != Project {
				continue
			}
			to := n.To
			for _, id := range chosen(r.byName, r.Ranges, to, wording(n)) {
				n.From, n.To = from, id
				told[to] = true
				r.asked = append(r.asked, n)
			}
		}
	}
	d.Relations = slices.DeleteFunc(d.Relations, func(r inventory.Relation) bool { return r.From == Project && told[r.To] })
	d.Follow(func(id, wording string) []string { return chosen(all.byName, all.ranges, id, wording) })
}

func wording(r inventory.Relation) string {
	if len(r.Evidence) == 0 {
		return ""
	}
	return r.Evidence[0].Quote
}

// Follow replaces ranges of versions by what is known to be used for them: the IDs for a package, and for the words in which it is
// asked for.
func (d *Dependencies) Follow(known func(id, wording string) []string) {
	var relations []inventory.Relation
	for _, r := range d.Relations {
		ids := known(r.To, wording(r))
		if len(ids) == 0 {
			ids = []string{r.To}
		}
		froms := []string{r.From}
		if r.From != Project {
			if others := known(r.From, ""); len(others) > 0 {
				froms = others
			}
		}
		for _, r.From = range froms {
			for _, r.To = range ids {
				relations = append(relations, r)
			}
		}
	}
	d.Relations = relations
	d.Components = slices.DeleteFunc(d.Components, func(c inventory.Component) bool { return len(known(c.ID, "")) > 0 })
	d.Document.Components = len(d.Components)
	d.arrange()
}

// join puts what files with ranges say that the project chose itself in the place of what this one says or guesses of it. A
// guess stays where nothing else leads to the package.
func (d *Dependencies) join(asked []inventory.Relation) {
	if len(asked) == 0 {
		return
	}
	type end struct{ from, to string }
	if d.Guessed {
		d.Guessed = false
		to := map[string]bool{}
		for _, r := range asked {
			to[r.To] = true
		}
		for _, r := range d.Relations {
			if r.From != Project {
				to[r.To] = true
			}
		}
		d.Relations = slices.DeleteFunc(d.Relations, func(r inventory.Relation) bool { return r.From == Project && to[r.To] })
	} else {
		said := map[end]bool{}
		for _, r := range d.Relations {
			said[end{r.From, r.To}] = true
			said[end{r.From, inventory.WithoutVersion(r.To)}] = true
		}
		asked = slices.DeleteFunc(asked, func(r inventory.Relation) bool { // of several versions it says itself which
			return said[end{r.From, inventory.WithoutVersion(r.To)}] && !said[end{r.From, r.To}]
		})
		wanted := map[end]bool{}
		for _, r := range asked {
			wanted[end{r.From, r.To}] = true
		}
		d.Relations = slices.DeleteFunc(d.Relations, func(r inventory.Relation) bool { return wanted[end{r.From, r.To}] })
	}
	d.Relations = append(d.Relations, asked...)
	d.arrange()
	d.scopes()
}
