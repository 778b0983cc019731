// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {ISigned} from "./interfaces/ISigned.sol";
import {Signatures} from "./libraries/Signatures.sol";

/// @title Signed
/// @dev What both contracts that take signatures have in common.
abstract contract Signed is ISigned, EIP712 {
    /* STORAGE */

    mapping(address signer => uint256 nonce) private _nonces;

    /* NONCES */

    /// @inheritdoc ISigned
    function useNonce() external returns (uint256 nonce) {
        nonce = _useNonce(msg.sender);
        emit NonceVoided(msg.sender, nonce);
    }

    /// @inheritdoc ISigned
    function nonces(address signer) external view returns (uint256) {
        return _nonces[signer];
    }

    /* INTERNAL */

    /// @return The nonce used up.
    function _useNonce(address signer) internal returns (uint256) {
        return _nonces[signer]++;
    }

    function _requireSigned(
        address signer,
        bytes32 structHash,
        uint256 deadline,
        bytes calldata signature
    ) internal view {
        if (block.timestamp > deadline) revert SignatureHasExpired(deadline);
        _requireSignature(signer, _hashTypedDataV4(structHash), signature);
    }

    function _requireSignature(address signer, bytes32 digest, bytes calldata signature) internal view {
        if (!Signatures.isValid(signer, digest, signature)) revert InvalidSignature(signer);
    }
}
