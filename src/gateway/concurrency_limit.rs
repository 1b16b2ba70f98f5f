//! So many at a time: in all, and for each holder.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A bounded number of places, of which one holder gets only some. A holder is whatever the limit is for: a peer, a key.
#[derive(Debug, Clone)]
pub struct ConcurrencyLimit<K> {
    all: u32,
    each: usize,
    free: Arc<Semaphore>,
    held: Arc<Mutex<HashMap<K, usize>>>,
}

/// A place that is taken until this is dropped.
#[derive(Debug)]
pub struct Permit<K: Eq + Hash> {
    holder: K,
    held: Arc<Mutex<HashMap<K, usize>>>,
    _permit: OwnedSemaphorePermit,
}

impl<K: Eq + Hash + Clone> ConcurrencyLimit<K> {
    /// `all` places, of which one holder gets `each` at most.
    pub fn new(all: u32, each: usize) -> Self {
        Self { all, each, free: Arc::new(Semaphore::new(all as usize)), held: Arc::default() }
    }

    /// Takes a place, if there is one for this holder.
    pub fn try_acquire(&self, holder: K) -> Option<Permit<K>> {
        let permit = Arc::clone(&self.free).try_acquire_owned().ok()?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.get(&holder).copied().unwrap_or(0);
        if count >= self.each {
            return None;
        }
        held.insert(holder.clone(), count + 1);
        drop(held);
        Some(Permit { holder, held: Arc::clone(&self.held), _permit: permit })
    }

    /// How many are taken.
    pub fn in_use(&self) -> usize {
        (self.all as usize).saturating_sub(self.free.available_permits())
    }

    /// How many this holder has taken.
    pub fn in_use_by(&self, holder: &K) -> usize {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).get(holder).copied().unwrap_or(0)
    }

    /// Waits until none is taken.
    pub async fn empty(&self) {
        // Nobody closes the semaphore, so this ends when all places are free.
        let _ = self.free.acquire_many(self.all).await;
    }
}

impl<K: Eq + Hash> Drop for Permit<K> {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match held.get_mut(&self.holder) {
            Some(count) if *count > 1 => *count -= 1,
            // Whoever holds nothing leaves no trace: there may be very many of them.
            _ => drop(held.remove(&self.holder)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn places_are_bounded_in_all_and_for_each_holder() {
        let places = ConcurrencyLimit::new(3, 2);
        let of_a = [places.try_acquire("a"), places.try_acquire("a")];
        assert!(of_a.iter().all(Option::is_some));
        assert!(places.try_acquire("a").is_none(), "two for each");
        let of_b = places.try_acquire("b");
        assert!(of_b.is_some());
        assert!(places.try_acquire("c").is_none(), "three in all");
        assert_eq!((places.in_use(), places.in_use_by(&"a"), places.in_use_by(&"c")), (3, 2, 0));
        drop((of_a, of_b));
        places.empty().await;
        assert_eq!(places.in_use(), 0);
        assert!(places.held.lock().unwrap().is_empty(), "whoever has left is forgotten");
        assert!(places.try_acquire("a").is_some());
    }
}
