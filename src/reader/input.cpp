#include "input.hpp"

#include <cpl_vsi.h>

#include "archive.hpp"
#include "file_sets.hpp"
#include "gdal.hpp"

namespace vungphu::reader {

Result<Input> unpack(const Format& format, std::string_view member, std::span<char> bytes) {
  const std::string_view view(bytes.data(), bytes.size());
  Input input;
  const bool packed = is_archive(sniff(view.substr(0, 512)));
  if (member.empty() && !(packed && (has_parts(format.id) || format.id == "gdb"))) {
    input.parts.emplace(format.extensions[0], bytes);
    input.main = bytes;
    return input;
  }
  VP_TRY(std::vector<std::string> names, screen_archive(view));
  VP_TRY(FileSet set, only_set(names, member));
  if (set.format != format.id) return fail("reader.not_readable");
  std::vector<std::string> wanted;
  for (const auto& [key, name] : set.parts) wanted.push_back(name);
  VP_TRY(auto contents, extract_members(view, wanted));
  input.stem = set.stem;
  input.contents.reserve(set.parts.size());  // what is pointed to must not move
  for (const auto& [key, name] : set.parts) {
    input.contents.push_back(std::move(contents.at(name)));
    input.parts.emplace(key, input.contents.back());
    if (name == set.main) input.main = input.contents.back();
  }
  return input;
}

Result<std::string> mount_all(const Format& format, const Input& input) {
  const bool folder = format.id == "gdb";
  const std::string main = "/vsimem/data." + std::string(format.extensions[0]);
  if (folder) VSIMkdir(main.c_str(), 0700);  // what is mounted makes no folder
  for (const auto& [key, bytes] : input.parts) {
    const bool is_main = bytes.data() == input.main.data();
    const std::string name = folder ? main + "/" + key : is_main ? main : "/vsimem/data." + key;
    if (!bytes.empty() && !mount(name, bytes)) return fail("reader.worker_memory");
  }
  return main;
}

}  // namespace vungphu::reader
