// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IERC3009} from "../interfaces/IERC3009.sol";
import {MockERC20} from "./MockERC20.sol";

/// @title A token that its receiver may pull by the owner's signature (ERC-3009), as USDC is
contract MockAuthorizationToken is MockERC20, EIP712, IERC3009 {
    error CallerIsNotReceiver(address caller, address to);
    error AuthorizationNotYetValid(uint256 validAfter);
    error AuthorizationHasExpired(uint256 validBefore);
    error AuthorizationUsed(address from, bytes32 nonce);
    error AuthorizationInvalid(address from);

    bytes32 private constant _TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,"
        "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    /// @notice Whether an owner has used a nonce.
    mapping(address from => mapping(bytes32 nonce => bool)) public authorizationState;

    constructor() MockERC20("Authorization", "AUTH", 6) EIP712("Authorization", "1") {}

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        if (msg.sender != to) revert CallerIsNotReceiver(msg.sender, to);
        if (block.timestamp <= validAfter) revert AuthorizationNotYetValid(validAfter);
        if (block.timestamp >= validBefore) revert AuthorizationHasExpired(validBefore);
        if (authorizationState[from][nonce]) revert AuthorizationUsed(from, nonce);
        bytes32 structHash = keccak256(abi.encode(_TYPEHASH, from, to, value, validAfter, validBefore, nonce));
        (address signer, , ) = ECDSA.tryRecover(_hashTypedDataV4(structHash), v, r, s);
        if (signer == address(0) || signer != from) revert AuthorizationInvalid(from);

        authorizationState[from][nonce] = true;
        _transfer(from, to, value);
    }
}
