#include <filesystem>

#include "vungphu/base/embedded.hpp"
#include "vungphu/base/file.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/formats/package.hpp"
#include "vungphu/service/use_cases.hpp"

namespace vungphu::service {

namespace {
constexpr std::string_view kProfiles = "profiles/";
constexpr std::string_view kJson = ".json";
}  // namespace

Result<Profile> load_profile(const std::string& name_or_path) {
  const std::string_view built_in = embedded_file(std::string(kProfiles) + name_or_path + std::string(kJson));
  if (!built_in.empty()) return parse_profile(built_in);
  if (name_or_path.find('/') == std::string::npos && !name_or_path.ends_with(kJson)) {
    std::vector<std::string> names;
    for (std::string_view file : embedded_files(kProfiles))
      names.emplace_back(file.substr(kProfiles.size(), file.size() - kProfiles.size() - kJson.size()));
    return fail("service.profile_unknown", {{"profile", name_or_path}, {"profiles", join(names)}});
  }
  VP_TRY(std::string text, read_file(name_or_path));
  return parse_profile(text);
}

Result<Profile> add_profile(store::Store& store, const std::string& name_or_path) {
  VP_TRY(Profile profile, load_profile(name_or_path));
  VP_CHECK(store.add_profile(profile));
  return profile;
}

Result<store::Store> init(const std::string& folder, const Profile& profile) {
  VP_TRY(store::Store store, store::Store::create(folder, profile));
  if (Status done = refresh_layers(store); !done) {
    std::error_code ignored;  // nothing but this call has put anything into the folder
    std::filesystem::remove_all(folder, ignored);
    return tl::unexpected(std::move(done).error());
  }
  return store;
}

}  // namespace vungphu::service
