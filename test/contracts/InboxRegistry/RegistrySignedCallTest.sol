// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {SignedCallTest} from "../base/SignedCallTest.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @title {SignedCallTest} for the registry
abstract contract RegistrySignedCallTest is InboxRegistryTest, SignedCallTest {
    function target() internal view override returns (ISigned) {
        return registry;
    }

    function domainNames() internal pure override returns (string memory own, string memory other) {
        return ("Pennypost InboxRegistry", "Pennypost PostOffice");
    }

    /// @dev By revoking nothing of Carol's inbox, whose recovery the signer is.
    function useNonceOtherwise(Account memory signer) internal override {
        bytes32 inboxId = registerInbox(carol.addr, signer.addr);
        RevokeKeys memory other = RevokeKeys(signer.addr, inboxId, new bytes32[](0), 0, NOW);
        registry.revokeKeysFor(signer.addr, inboxId, other.keyIds, NOW, sign(signer, digestOf(other)));
    }
}
