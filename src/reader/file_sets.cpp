#include "file_sets.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "vungphu/base/text.hpp"

#include "formats.hpp"

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
    SetKind{"mif", {"mif", "mid", "", "", "", ""}, {"", ""}},
    SetKind{"tif", {"tif", "tiff", "tfw", "prj", "", ""}, {"", ""}},
    SetKind{"asc", {"asc", "prj", "", "", "", ""}, {"", ""}},
    SetKind{"bil", {"bil", "hdr", "prj", "blw", "", ""}, {"hdr", ""}},
};
constexpr std::array<std::string_view, 7> kArchives{"zip", "rar", "7z", "tar", "gz", "tgz", "bz2"};
constexpr std::string_view kGeodatabase = ".gdb/";

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

bool has_parts(std::string_view format) { return kind_of(format) != nullptr; }

namespace {

FileSet set_of(const std::string& main, const Format& format, const std::vector<std::string>& names) {
  FileSet set{std::string(format.id), base_stem(main), main, {}};
  const SetKind* kind = kind_of(format.id);
  for (const std::string& name : names) {
    if (!kind) break;
    const std::string extension = extension_of(name);
    const bool belongs = !extension.empty() && stem_key(name) == stem_key(main) &&
                         std::find(kind->parts.begin(), kind->parts.end(), extension) != kind->parts.end();
    if (belongs) set.parts.emplace(extension, name);
  }
  set.parts[extension_of(main)] = main;
  return set;
}

/// Files of folders "….gdb", each folder a set.
void add_geodatabases(const std::vector<std::string>& names, std::vector<FileSet>& sets) {
  for (const std::string& name : names) {
    const std::size_t at = lower(name).find(kGeodatabase);
    if (at == name.npos) continue;
    const std::string folder = name.substr(0, at + kGeodatabase.size() - 1);
    auto found = std::find_if(sets.begin(), sets.end(), [&](const FileSet& s) { return s.main == folder; });
    if (found == sets.end()) found = sets.insert(sets.end(), {"gdb", base_stem(folder), folder, {}});
    found->parts[name.substr(folder.size() + 1)] = name;
  }
}

bool is_raster(const FileSet& set) {
  const Format* format = format_by_id(set.format);
  return format && format->kind == Kind::raster;
}

/// What is only there for the sake of another set.
bool is_beside(const FileSet& set, const std::vector<FileSet>& sets) {
  const bool note = extension_of(set.main) == "txt";
  return std::any_of(sets.begin(), sets.end(), [&](const FileSet& other) {
    if (&other == &set) return false;
    if (note) return extension_of(other.main) != "txt";
    return set.format == "tab" && is_raster(other) && stem_key(other.main) == stem_key(set.main);
  });
}

}  // namespace

std::vector<FileSet> find_sets(const std::vector<std::string>& names) {
  std::vector<FileSet> sets;
  add_geodatabases(names, sets);
  for (const std::string& main : names) {
    const Format* format = format_by_extension(extension_of(main));
    if (format && lower(main).find(kGeodatabase) == main.npos) sets.push_back(set_of(main, *format, names));
  }
  std::vector<FileSet> own;
  for (const FileSet& set : sets)
    if (!is_beside(set, sets)) own.push_back(set);
  return own;
}

Status check_parts(const FileSet& set) {
  const SetKind* kind = kind_of(set.format);
  if (!kind) return {};
  for (std::string_view needed : kind->needed)
    if (!needed.empty() && !has_one_of(set, needed))
      return fail("reader.part_missing",
                  {{"file", set.stem + "." + set.format}, {"part", "." + std::string(needed.substr(0, 3))}});
  return {};
}

Result<FileSet> only_set(const std::vector<std::string>& names, std::string_view member) {
  const std::vector<FileSet> sets = find_sets(names);
  std::vector<std::string> mains;
  for (const FileSet& set : sets) mains.push_back(set.main);
  auto chosen = sets.begin();
  if (!member.empty()) {
    chosen = std::find_if(sets.begin(), sets.end(), [&](const FileSet& set) { return set.main == member; });
    if (chosen == sets.end())
      return fail("reader.member_unknown", {{"member", std::string(member)}, {"members", join(mains)}});
  } else if (sets.empty()) {
    for (const std::string& name : names)
      if (std::find(kArchives.begin(), kArchives.end(), extension_of(name)) != kArchives.end())
        return fail("reader.archive_nested", {{"member", name}});
    constexpr std::size_t kShown = 20;
    const std::size_t shown = std::min(names.size(), kShown);
    return fail("reader.archive_nothing",
                {{"members", join(std::span(names).first(shown)) + (names.size() > shown ? " …" : "")}});
  } else if (sets.size() > 1) {
    return fail("reader.archive_several", {{"members", join(mains)}});
  }
  VP_CHECK(check_parts(*chosen));
  return *chosen;
}

}  // namespace vungphu::reader
