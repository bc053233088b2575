// Profiles: the one that the workspace was made with, and further sets of targets.
#include <algorithm>

#include "impl.hpp"

namespace vungphu::store {
namespace {

/// Technologies of `other` that `profile` lacks. Error: one of the same id is another set.
Status add_technologies(const Profile& other, Profile& profile) {
  for (const Technology& technology : other.technologies) {
    const Technology* known = profile.technology(technology.id);
    if (known == nullptr) {
      profile.technologies.push_back(technology);
    } else if (known->members != technology.members) {
      return fail("store.profile_technology", {{"profile", other.id}, {"technology", technology.id}});
    }
  }
  return {};
}

}  // namespace

Result<std::vector<Profile>> Store::profiles() const {
  VP_TRY(Statement rows, impl_->db->prepare("SELECT text FROM profiles ORDER BY id"));
  std::vector<Profile> all;
  for (;;) {
    VP_TRY(const bool row, rows.next());
    if (!row) break;
    VP_TRY(Profile one, parse_profile(rows.view(0)));
    all.push_back(std::move(one));
  }
  if (all.empty()) return damaged(*impl_->db);
  return all;
}

Result<Profile> Store::profile() const {
  VP_TRY(std::vector<Profile> all, profiles());
  Profile main = std::move(all.front());
  for (std::size_t i = 1; i < all.size(); ++i) VP_CHECK(add_technologies(all[i], main));
  return main;
}

Status Store::add_profile(const Profile& added) {
  const Database& db = *impl_->db;
  VP_TRY(Transaction transaction, Transaction::begin(db));
  VP_TRY(const std::vector<Profile> known, profiles());
  if (std::ranges::find(known, added.id, &Profile::id) != known.end())
    return fail("store.profile_exists", {{"profile", added.id}});
  VP_TRY(Profile together, profile());
  VP_CHECK(add_technologies(added, together));
  VP_CHECK(db.run("INSERT INTO profiles(key, text) VALUES (?, ?)", std::string_view(added.id),
                  std::string_view(added.text)));
  VP_CHECK(
      append_audit(db, {.action = "profile.add", .subject = "profile:" + added.id, .ref = db.last_id()}));
  return transaction.commit();
}

}  // namespace vungphu::store
