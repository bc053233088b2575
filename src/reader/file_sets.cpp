#include "file_sets.hpp"

#include <algorithm>
#include <array>

#include "vungphu/base/text.hpp"

namespace vungphu::reader {
namespace {

struct SetKind {
  std::string_view format;                 ///< and extension of the main file
  std::array<std::string_view, 6> parts;   ///< that are taken along
  std::array<std::string_view, 2> needed;  ///< at least one of each of these, separated by '|'
};

constexpr std::array kSetKinds{
    SetKind{"shp", {"shp", "shx", "dbf", "prj", "cpg", ""}, {"shx", "dbf"}},
    SetKind{"tab", {"tab", "dat", "map", "id", "dbf", "ind"}, {"dat|dbf", ""}},
};

const SetKind* kind_of(std::string_view extension) {
  auto found = std::find_if(kSetKinds.begin(), kSetKinds.end(),
                            [&](const SetKind& k) { return k.format == extension; });
  return found == kSetKinds.end() ? nullptr : &*found;
}

/// Folder and name without extension, in lower case.
std::string stem_key(std::string_view name) { return lower(name.substr(0, name.rfind('.'))); }

std::string base_stem(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  if (slash != name.npos) name.remove_prefix(slash + 1);
  return std::string(name.substr(0, name.rfind('.')));
}

bool has_one_of(const FileSet& set, std::string_view alternatives) {
  for (std::size_t begin = 0; begin <= alternatives.size();) {
    const std::size_t end = std::min(alternatives.find('|', begin), alternatives.size());
    if (set.parts.contains(std::string(alternatives.substr(begin, end - begin)))) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

std::string extension_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  if (slash != name.npos) name.remove_prefix(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == name.npos ? std::string() : lower(name.substr(dot + 1));
}

std::vector<FileSet> find_sets(const std::vector<std::string>& names) {
  std::vector<FileSet> sets;
  for (const std::string& main : names) {
    const SetKind* kind = kind_of(extension_of(main));
    if (!kind) continue;
    FileSet set{std::string(kind->format), base_stem(main), {}};
    for (const std::string& name : names) {
      const std::string extension = extension_of(name);
      const bool belongs = !extension.empty() && stem_key(name) == stem_key(main) &&
                           std::find(kind->parts.begin(), kind->parts.end(), extension) != kind->parts.end();
      if (belongs) set.parts.emplace(extension, name);
    }
    set.parts[set.format] = main;
    sets.push_back(std::move(set));
  }
  return sets;
}

Status check_parts(const FileSet& set) {
  for (std::string_view needed : kind_of(set.format)->needed)
    if (!needed.empty() && !has_one_of(set, needed))
      return fail("reader.part_missing",
                  {{"file", set.stem + "." + set.format}, {"part", "." + std::string(needed.substr(0, 3))}});
  return {};
}

Result<FileSet> only_set(const std::vector<std::string>& names) {
  std::vector<FileSet> sets = find_sets(names);
  if (sets.empty()) return fail("reader.archive_nothing");
  if (sets.size() > 1) {
    std::string list;
    for (const FileSet& set : sets) list += (list.empty() ? "" : ", ") + set.parts.at(set.format);
    return fail("reader.archive_several", {{"members", std::move(list)}});
  }
  VP_CHECK(check_parts(sets.front()));
  return std::move(sets.front());
}

}  // namespace vungphu::reader
