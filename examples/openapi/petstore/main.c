/* Inheritance: decodes a list of pets, looks at each by its kind, and writes a new one. */
#include "petstore.h"

#include <stdio.h>
#include <string.h>

static const char LIST[] = "[{\"petType\":\"cat\",\"name\":\"Mia\",\"huntingSkill\":\"lazy\","
                           "\"owner\":{\"name\":\"Ann\",\"email\":null}},\n"
                           " {\"name\":\"Rex\",\"age\":7,\"packSize\":3,\"petType\":\"dog\"},\n"
                           " {\"petType\":\"dog\",\"name\":\"Ivy\"}]";

/* A switch without `default` makes the compiler name each kind that a new spec adds. */
static void show(const petstore_pet *pet)
{
    switch (pet->kind) {
    case PETSTORE_PET_CAT: {
        const petstore_cat *cat = pet->as.cat;
        const char *skill = petstore_cat_hunting_skill_name(cat->hunting_skill);
        printf("cat %s, %s", cat->name.data, skill);
        if (cat->has_owner)
            printf(", owned by %s%s", cat->owner->name.data,
                   cat->owner->null_email ? ", who has no email" : "");
        break;
    }
    case PETSTORE_PET_DOG: {
        const petstore_dog *dog = pet->as.dog; /* without packSize, pack_size is its default */
        printf("dog %s, pack of %d%s", dog->name.data, (int)dog->pack_size,
               dog->has_pack_size ? "" : " (nobody said so)");
        break;
    }
    case PETSTORE_PET_PET: printf("pet %s", pet->as.pet->name.data); break;
    }
    printf("\n");
}

static bool show_all(o2c_arena *arena, o2c_error *error)
{
    petstore_list_pets_response_200 pets;
    if (!petstore_list_pets_response_200_decode(arena, LIST, strlen(LIST), &pets, error))
        return false;
    for (size_t i = 0; i < pets.count; i++)
        show(&pets.items[i]);
    return true;
}

static bool write_dog(o2c_arena *arena, const char *name, o2c_error *error)
{
    petstore_dog dog;
    petstore_dog_init(&dog); /* pack_size is 1 now, and has_pack_size false */
    dog.name = o2c_str_of(name);
    petstore_pet pet;
    petstore_pet_init(&pet);
    pet.kind = PETSTORE_PET_DOG;
    pet.as.dog = &dog;
    if (!petstore_pet_check(arena, &pet, error)) /* is this what the schema describes? */
        return false;
    char *json = petstore_pet_encode(arena, &pet, NULL, error); /* writes petType as well */
    if (json)
        printf("%s\n", json);
    return json != NULL;
}

int main(void)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    bool ok = show_all(&arena, &error) && write_dog(&arena, "Bello", &error);
    if (!ok)
        o2c_error_print(&error, stderr);
    else if (!write_dog(&arena, "", &error)) /* a name has 1 to 40 characters */
        o2c_error_print(&error, stdout);
    o2c_arena_deinit(&arena); /* the one free */
    return ok ? 0 : 1;
}
