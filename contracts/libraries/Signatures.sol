// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Whether a signature is an account's
/// @notice ECDSA first (65 bytes, low s), so that an account with delegated code (ERC-7702) still signs as itself; then
/// ERC-1271 for accounts with code.
library Signatures {
    function isValid(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return signer.code.length != 0 && _isValidForContract(signer, digest, signature);
    }

    function _isValidForContract(
        address signer,
        bytes32 digest,
        bytes calldata signature
    ) private view returns (bool valid) {
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bytes4 expected = IERC1271.isValidSignature.selector;
        // Safety: at most 32 bytes are copied back, into scratch space, so that a signer cannot make this call pay for a
        // huge answer. `question` is only read. A shorter answer than a word counts as no.
        assembly ("memory-safe") {
            let answered := staticcall(gas(), signer, add(question, 0x20), mload(question), 0, 0x20)
            valid := and(and(answered, gt(returndatasize(), 0x1f)), eq(mload(0), expected))
        }
    }
}
